# sextant check --vocabulary vocabulary.yaml
cat > vocabulary.yaml <<'END'
fields:
  - name: cost_centre
    type: number
    kinds: [Component]
    required: true
END
cat > catalog-info.yaml <<'END'
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: orders
spec:
  type: service
  lifecycle: production
  owner: payments
END

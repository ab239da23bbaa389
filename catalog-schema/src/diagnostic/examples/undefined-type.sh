# sextant check --vocabulary vocabulary.yaml
cat > vocabulary.yaml <<'END'
types:
  - kind: Component
    name: service
END
cat > catalog-info.yaml <<'END'
apiVersion: sextant.dev/v1
kind: Component
metadata:
  name: orders
spec:
  type: servce
  lifecycle: production
  owner: payments
END

echo '* @example/payments' > CODEOWNERS
cat > catalog-info.yaml <<'END'
kind: Component
metadata:
  name: payments
spec:
  type: service
  lifecycle: production
END

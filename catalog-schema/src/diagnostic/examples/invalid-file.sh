echo '{"openapi": ' > openapi.json
cat > catalog-info.yaml <<'END'
kind: API
metadata:
  name: payments
spec:
  type: openapi
  lifecycle: production
  owner: team-payments
  definition:
    $json: ./openapi.json
END

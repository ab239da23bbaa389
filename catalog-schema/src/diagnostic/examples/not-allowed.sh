# sextant check --source shop
cat > sextant.toml <<'END'
[sources.shop]
kinds = ["component", "api"]
END
cat > catalog-info.yaml <<'END'
kind: Group
metadata:
  name: payments
spec:
  type: team
  children: []
END

printf 'kind: Component\nmetadata:\n  name: payments\n  tags:\n' > catalog-info.yaml
yes '    - No Tag' | head -n 1010 >> catalog-info.yaml
printf 'spec: {type: service, lifecycle: production, owner: team-payments}\n' >> catalog-info.yaml

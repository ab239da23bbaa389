printf 'kind: Component\nmetadata:\n  name: payments\n  title: Pay\007ments\n' > catalog-info.yaml

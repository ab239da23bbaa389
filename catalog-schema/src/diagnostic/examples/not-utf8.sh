printf 'kind: Component\nmetadata:\n  name: payments\n  title: Z\374rich\n' > catalog-info.yaml

yes -- --- | head -n 50001 > catalog-info.yaml

ln -s nowhere.yaml catalog-info.yaml

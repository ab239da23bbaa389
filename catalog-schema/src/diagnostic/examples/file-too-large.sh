yes '# a list that a program wrote' | head -c 17000000 > catalog-info.yaml

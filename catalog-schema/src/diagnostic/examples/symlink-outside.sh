ln -s /etc services

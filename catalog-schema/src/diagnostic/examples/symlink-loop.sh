mkdir services
ln -s .. services/all

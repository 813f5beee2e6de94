// Which sectors are named as potential for cooperation?
cooperation between Qatar and Kazakhstan -> has potential in -> ?sector

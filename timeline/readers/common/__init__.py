"""What readers of several kinds share: text of HTML, safe XML, limits, stated dates, records, many documents in one."""

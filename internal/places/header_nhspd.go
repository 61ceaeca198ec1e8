package places

// nhspd recognises a row of the NHS Postcode Directory, which has no header, by
// its shape. Files to 2017 have 41 columns, those with the integrated care board
// (STP) 43, those of 2026 49. The council and the country are codes of the
// Office for National Statistics; the health bodies are those of the NHS.
func nhspd(row []string) (Header, bool) {
	if len(row) < 41 {
		return Header{}, false
	}
	h := Header{Kind: "NHSPD", Columns: len(row),
		names: map[column]string{postcodeColumn: "PCDS", endedColumn: "DOTERM", councilColumn: "OSLAUA", countryColumn: "CTRY",
			subICBColumn: "CCG", introducedColumn: "DOINTR"},
		at: map[column]int{postcodeColumn: 1, introducedColumn: 2, endedColumn: 3, councilColumn: 8, countryColumn: 12, subICBColumn: 17,
			eastingColumn: 36, northingColumn: 37}}
	if len(row) >= 43 {
		h.names[icbColumn], h.at[icbColumn] = "STP", 42
	}
	_, ok := packed(row[1])
	return h, ok && gss.MatchString(row[8]) && gss.MatchString(row[12])
}

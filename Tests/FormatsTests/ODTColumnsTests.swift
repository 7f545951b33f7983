import Testing

@testable import Formats

@Suite struct ODTColumnsTests {
    @Test func whatSaysMoreIsWiderWithinBounds() {
        // 4 and 60 half characters, and nothing: shares 2, 7 and 2 of 17 cm.
        let columns = ODTColumns(["權數", "名稱", ""], [["15", String(repeating: "長", count: 30)], ["20"]], table: 3)
        #expect(
            columns.xml
                == #"<table:table-column table:style-name="Table3.1"/><table:table-column table:style-name="Table3.2"/><table:table-column table:style-name="Table3.3"/>"#
        )
        let widths = columns.styles.matches(of: /style:column-width="([0-9.]+)cm" style:rel-column-width="([0-9]+)\*"/).map { ($0.1, $0.2) }
        #expect(widths.map(\.0) == ["3.09", "10.82", "3.09"] && widths.map(\.1) == ["2000", "7000", "2000"])
        let none = ODTColumns([], [], table: 1)
        #expect(none.xml == "<table:table-column/>" && none.styles.isEmpty)
    }
}

import Testing

@testable import Formats

@Suite struct ODTColumnsTests {
    @Test func whatSaysMoreIsWiderWithinBounds() {
        // 4 and 60 half characters, and nothing.
        let xml = ODTColumns(["權數", "名稱", ""], [["15", String(repeating: "長", count: 30)], ["20"]]).xml
        #expect(
            xml
                == #"<table:table-column table:style-name="Share2"/><table:table-column table:style-name="Share7"/><table:table-column table:style-name="Share2"/>"#
        )
        for share in 2...7 { #expect(ODTColumns.styles.contains(#"style:name="Share\#(share)""#)) }
        #expect(ODTColumns([], []).xml == "<table:table-column/>")
    }
}

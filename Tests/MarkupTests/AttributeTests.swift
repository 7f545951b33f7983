import Markup
import Testing

@Suite struct AttributeTests {
    @Test func anAttributeMayBeThereOrNot() {
        let there: Attribute? = Attribute("aria-current", "page")
        let absent: Attribute? = nil
        let html: HTML = #"<a class="x" \#(there)>1</a><a \#(absent)>2</a>"#
        #expect(html.string == #"<a class="x" aria-current="page">1</a><a >2</a>"#)
    }

    @Test func textIsEscaped() {
        let html: HTML = #"<a \#(Attribute("title", #"" onclick="x"#))>"#
        #expect(html.string == #"<a title="&quot; onclick=&quot;x">"#)
    }

    @Test func severalStandApart() {
        let html: HTML = #"<input \#([Attribute("required"), Attribute("maxlength", "7")])>"#
        #expect(html.string == #"<input required maxlength="7">"#)
    }

    @Test func namesThatCarryScriptStyleOrAddressesStopTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = Attribute("onclick", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute("style", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute("HREF", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute("srcdoc", "x") }
    }

    @Test func namesThatAreNoNamesStopTheProgram() async {
        await #expect(processExitsWith: .failure) { _ = Attribute("x onclick", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute("x/href", "x") }
        await #expect(processExitsWith: .failure) { _ = Attribute("", "x") }
    }
}

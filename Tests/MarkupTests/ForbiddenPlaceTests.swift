import Markup
import Testing

/// A value where it could become markup, script or style stops the program, in every build. Each test runs in a process of its own.
@Suite struct ForbiddenPlaceTests {
    @Test func tagName() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<\#("b")>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<h\#(2)>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"</\#("b")>"# }
    }

    @Test func attributeName() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p \#("title")="x">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p data-\#("x")="x">"# }
    }

    @Test func unquotedAttribute() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p title=\#("x")>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p title=x\#("x")>"# }
    }

    @Test func eventHandler() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p onclick="\#("x")">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p OnMouseOver='f(\#(1))'>"# }
    }

    @Test func style() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p style="width:\#(3)px">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<style>p { width: \#(3)px }</style>"# }
    }

    @Test func script() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<script>let x = \#(3)</script>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<SCRIPT type="module">\#("x")</SCRIPT>"# }
    }

    /// The tag's own values are in other literals than its `>`.
    @Test func scriptWhoseTagHoldsAValue() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<script src="\#("/x" as LocalURL)">\#("x")</script>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<style media="\#("print")">\#("x")</style>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<script \#(Attribute("hidden"))>\#(3)</script>"# }
        let harmless: HTML = #"<script type="module" src="\#("/x" as LocalURL)"></script><p>\#("x")</p>"#
        #expect(harmless.string == #"<script type="module" src="/x"></script><p>x</p>"#)
    }

    @Test func comment() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<!-- \#("x") -->"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<!doctype \#("x")>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<?xml \#("x")?>"# }
    }

    @Test func documentInAnAttribute() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<iframe srcdoc="\#("x")"></iframe>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<img srcset="\#("x")">"# }
    }

    @Test func textInAnAddress() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<a href="\#("javascript:alert(1)")">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<img src='\#("x")'>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<form action="/a/\#("x")">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<button formaction="\#(3)">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<use xlink:href="\#("x")"/>"# }
    }

    @Test func addressBehindSomething() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<a href="javascript:\#("/x" as LocalURL)">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<a href="\#("/x" as LocalURL)\#("y")">"# }
    }

    @Test func markupInsideATag() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p title="\#(HTML.empty)">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p \#(HTML.empty)>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p \#([HTML.empty])>"# }
    }

    @Test func attributesOutsideATag() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p>\#(Attribute("hidden"))</p>"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p title="\#(Attribute("hidden"))">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p\#(Attribute("hidden"))>"# }
    }

    @Test func literalThatDoesNotEndInText() async {
        await #expect(processExitsWith: .failure) { let _: HTML = "<p" }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<p title="x"# }
        await #expect(processExitsWith: .failure) { let _: HTML = "<!-- x" }
        await #expect(processExitsWith: .failure) { let _: HTML = "<script>" }
        await #expect(processExitsWith: .failure) { let _: HTML = "1 < 2" }
    }

    /// Spellings that a browser reads otherwise than they look.
    @Test func crookedSpellings() async {
        await #expect(processExitsWith: .failure) { let _: HTML = #"<a x/href="\#("javascript:alert(1)")">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<a x/onclick="\#("alert(1)")">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<a title = "x">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<a title= "x \#(Attribute("class", "a onclick=alert(1)"))">"# }
        await #expect(processExitsWith: .failure) { let _: HTML = #"<a title=>"# }
    }
}

public import Kernel
internal import Markup
internal import Storage

/// What the web itself brings: signing in, preferences, and what machines ask every site for.
public enum WebModule {
    public static let module = Module(
        name: "web", title: "網站",
        settings: WebSettings.all,
        migrations: WebSchema.migrations,
        erasers: [Eraser(["session"]) { person, db in try db.run("DELETE FROM session WHERE person = \(person)") }],
        endpoints: [
            SignInPages.show, SignInPages.signIn, SignInPages.showCode, SignInPages.giveCode, SignInPages.signOut,
            AccountPages.show, AccountPages.changePassword, AccountPages.addFactor, AccountPages.removeFactor,
            PreferenceEndpoints.language, PreferenceEndpoints.theme,
            HealthEndpoints.health, HealthEndpoints.metrics, OpenAPIEndpoint.document, APIPage.page,
            WellKnownEndpoints.robots, WellKnownEndpoints.security, WellKnownEndpoints.sitemap, AssetEndpoint.asset,
        ],
        english: PackageResources.en_json,
        sitemap: { _ in ["/developers"] })
}

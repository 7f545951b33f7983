import App
import Foundation
import Kernel
import Storage
import Testing

/// Rights are declared once, used, granted and explained.
@Suite struct RightsTests {
    @Test func everyPermissionIsUsedGrantedAndDocumented() throws {
        let permissions = Modules.all.flatMap(\.permissions)
        #expect(Set(permissions.map(\.id)).count == permissions.count)
        let used = Set(Modules.all.flatMap(\.endpoints).compactMap(\.access.permission))
        let docs = try Repository.text("docs/permissions.md")
        #expect(!permissions.isEmpty)
        for permission in permissions {
            #expect(used.contains(permission), "\(permission.id) guards nothing")
            #expect(Modules.grants.contains { $0.permission == permission }, "\(permission.id) is granted to nobody")
            #expect(docs.contains("`\(permission.id)`"), "\(permission.id) is not in docs/permissions.md")
        }
        for grant in Modules.grants { #expect(permissions.contains(grant.permission), "\(grant.permission.id) is granted but not declared") }
    }

    @Test func everySettingHasASourceAndIsDocumented() throws {
        let docs = try Repository.text("docs/settings.md")
        #expect(!Modules.settings.isEmpty)
        for setting in Modules.settings {
            #expect(docs.contains("`\(setting.id)`"), "\(setting.id) is not in docs/settings.md")
            #expect(!setting.source.key.isEmpty)
            #expect(setting.range.contains(setting.standard))
        }
    }

    @Test func everyConfigurationKeyIsDocumented() throws {
        let docs = try Repository.text("docs/configuration.md")
        for key in YankaoConfiguration.keys {
            #expect(docs.contains("`\(key.name)`"), "\(key.name) is not in docs/configuration.md")
            #expect(docs.contains("`\(key.variable)`"), "\(key.variable) is not in docs/configuration.md")
        }
    }

    @Test func everyExemptionFromTheLedgerIsDocumented() throws {
        let docs = try Repository.text("docs/ledger.md")
        for exemption in Exemptions.all { #expect(docs.contains("`\(exemption)`"), "\(exemption) is not in docs/ledger.md") }
    }

    @Test func everyTopicIsDocumented() throws {
        let docs = try Repository.text("docs/events.md")
        let topics = Modules.all.flatMap(\.topics)
        #expect(!topics.isEmpty && Set(topics).count == topics.count)
        for topic in topics { #expect(docs.contains("`\(topic.id)`"), "\(topic.id) is not in docs/events.md") }
    }
}

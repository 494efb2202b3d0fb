using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Rules;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Notifications.Tests.Deliveries;

/// <summary>Texts sent outside: for every kind, urgency and language, revealing nothing of the matter.</summary>
public sealed class OutsideTextTests
{
    static readonly OutsideTexts Outside = new(Options.Create(new PortalSettings { Portal = "https://portal.example/" }));

    /// <summary>Kinds whose very existence is revealing: they are sent as "a matter", with a link to the inbox.</summary>
    static readonly string[] Sensitive = ["clue", "disposal", "protection", "visit", "finding", "study", "bulletin", "conflict", "whistle", "submission", "tracking"];

    [Fact]
    public void Every_kind_renders_in_every_urgency_and_language()
    {
        foreach (var kind in Kinds.All.Append("of.tomorrow"))
        {
            foreach (var urgency in Enum.GetValues<Urgency>())
            {
                var english = Render(kind, urgency, Languages.English);
                var chinese = Render(kind, urgency, Languages.Chinese);
                Assert.DoesNotMatch("[{}\u4e00-\u9fff]", english.Subject + english.Text);
                Assert.Matches("^协同监督平台：[\u4e00-\u9fff]+$", chinese.Subject);
                Assert.DoesNotContain('{', chinese.Text);
            }
        }
    }

    [Fact]
    public void What_is_sensitive_is_a_matter_and_links_to_the_inbox()
    {
        foreach (var kind in Kinds.All.Append("protection.reported").Append("of.tomorrow").Where(kind => !IsNamed(kind)))
        {
            var message = Render(kind, Urgency.Action, Languages.English);
            Assert.Equal("Collaborative supervision: a matter awaits you", message.Subject);
            Assert.Equal(new Uri("https://portal.example/inbox"), message.Link);
        }

        foreach (var area in Sensitive) Assert.False(IsNamed($"{area}.x"), area);
    }

    [Fact]
    public void A_named_area_links_to_its_matter() =>
        Assert.Equal(new Uri("https://portal.example/topics/1"), Render("topic.moved", Urgency.Information, Languages.English).Link);

    [Theory]
    [InlineData("/clues/1"), InlineData("/visits/1"), InlineData("/protection/1"), InlineData("/feedback/1")]
    public void A_deadline_of_something_sealed_links_to_the_inbox(string link) => Assert.Equal(
        new Uri("https://portal.example/inbox"), Outside.OfNotification(Guid.Empty, "a@b.example", "deadline.overdue", link, Urgency.Urgent, Languages.Chinese).Link);

    [Fact]
    public void Every_text_is_there_in_both_languages_with_the_same_places()
    {
        var english = TextsIn(CultureInfo.InvariantCulture);
        var chinese = TextsIn(Languages.Chinese);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        foreach (var (name, text) in english) Assert.Equal(Places(text), Places(chinese[name]));
    }

    [Fact]
    public void A_digest_says_numbers_only()
    {
        var digest = Outside.OfDigest(Guid.Empty, "a@b.example", 5, 2, 1, Languages.English);
        Assert.Equal("Collaborative supervision: 5 new notifications", digest.Subject);
        Assert.Contains("2 of them await something of you, 1 press", digest.Text, StringComparison.Ordinal);
    }

    static bool IsNamed(string kind) => OutsideTexts.AreaOf(kind) != "matter";

    static OutsideMessage Render(string kind, Urgency urgency, CultureInfo language) => Outside.OfNotification(Guid.Empty, "a@b.example", kind, "/topics/1", urgency, language);

    static Dictionary<string, string> TextsIn(CultureInfo culture) => Texts.Outside.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    static string[] Places(string text) => [.. Regex.Matches(text, @"\{[^}]*\}").Select(match => match.Value).Order()];
}

using System.Globalization;
using Microsoft.Extensions.Options;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Deliveries;

/// <summary>Section <c>Notifications</c>: where people sign in.</summary>
internal sealed class PortalSettings
{
    public const string Section = "Notifications";

    /// <summary>Public address of the portal; links in mails begin with it.</summary>
    public string Portal { get; init; } = "";

    public bool IsSound => Portal.Length == 0 || Uri.TryCreate(Portal, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}

/// <summary>
/// Texts sent outside (R44). They are built only from the first part of the kind and the urgency, never from a notice's values, and name the area
/// only if it has an entry in Outside.resx: sealed or sensitive areas (clues, protection, visits ...) have none, nor do areas added later, until
/// somebody decides otherwise. Without an entry the mail says "a matter", and links to the inbox instead of the matter.
/// </summary>
internal sealed class OutsideTexts(IOptions<PortalSettings> portal)
{
    const string Inbox = "/inbox";

    /// <summary>Paths a link may name. Deadlines are left out, since one may be about something sealed.</summary>
    static readonly string[] Linkable = ["/topics", "/proposals", "/plans", "/activities", "/meetings"];

    readonly string _portal = portal.Value.Portal.TrimEnd('/');

    public static string AreaOf(string kind) => kind[..(kind.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? dot : kind.Length)] is var area
        && IsNamed(area) ? area : "matter";

    public OutsideMessage OfNotification(Guid id, string to, string kind, string link, Urgency urgency, CultureInfo language)
    {
        var area = AreaOf(kind);
        var word = Text($"area.{area}", language);
        var subject = string.Format(language, Text($"subject.{Name(urgency)}", language), word);
        var target = new Uri(_portal + (area != "matter" && Linkable.Any(place => link.StartsWith(place, StringComparison.Ordinal)) ? link : Inbox));
        var text = string.Format(language, Text($"text.{Name(urgency)}", language), word, target, Settings);
        return new OutsideMessage(id, to, subject, text, target, urgency, language);
    }

    /// <summary>Only the number of new and unread notifications since the last digest.</summary>
    public OutsideMessage OfDigest(Guid id, string to, int all, int action, int urgent, CultureInfo language)
    {
        var target = new Uri(_portal + Inbox);
        var text = string.Format(language, Text("digest.text", language), all, action, urgent, target, Settings);
        return new OutsideMessage(id, to, string.Format(language, Text("digest.subject", language), all), text, target, Urgency.Information, language);
    }

    string Settings => _portal + "/settings/notifications";

    static bool IsNamed(string area) => Texts.Outside.GetString($"area.{area}", CultureInfo.InvariantCulture) is not null;

    static string Text(string name, CultureInfo language) =>
        Texts.Outside.GetString(name, language) ?? throw new InvalidOperationException($"There is no text {name}.");

    static string Name(Urgency urgency) => urgency.ToString().ToLowerInvariant();
}

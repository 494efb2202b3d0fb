using System.ComponentModel.DataAnnotations;
using Supervision.Notifications.Deliveries;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Notifications.Preferences;

/// <summary>Quiet hours, in the person's zone; an <paramref name="Until"/> before <paramref name="From"/> means the next morning.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until);

/// <summary>Channels of one kind; an empty list switches it off outside.</summary>
public sealed record KindChoice([StringLength(100, MinimumLength = 1)] string Kind, [MaxLength(8)] IReadOnlyList<string> Channels);

/// <summary>A person's choices for outside channels.</summary>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
/// <param name="Zone">Name in the time zone database, such as <c>Asia/Shanghai</c>.</param>
/// <param name="Quiet">Null: none.</param>
/// <param name="DigestAt">Time of day of the daily digest, in the zone; null: no digest. With a digest, informational notifications get no mail of
/// their own.</param>
/// <param name="Channels">Of kinds not named in <paramref name="Kinds"/>: <c>mail</c>, <c>sms</c>, <c>messenger</c>.</param>
public sealed record PreferenceDocument(
    [StringLength(8, MinimumLength = 2)] string Language,
    [StringLength(64, MinimumLength = 1)] string Zone,
    QuietHours? Quiet,
    TimeOnly? DigestAt,
    [MaxLength(8)] IReadOnlyList<string> Channels,
    [MaxLength(300)] IReadOnlyList<KindChoice> Kinds)
{
    internal static PreferenceDocument For(Preference p) => new(
        p.Language, p.Zone, p is { QuietFrom: { } from, QuietUntil: { } until } ? new QuietHours(from, until) : null, p.DigestAt, p.Channels,
        [.. p.Kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new KindChoice(kind.Key, kind.Value))]);

    /// <exception cref="RequestProblem">
    /// 400 <c>preference.language</c>, <c>preference.channel</c>, <c>preference.kind</c> (unknown or named twice), <c>preference.mandatory</c>
    /// (deadlines and their escalation cannot be switched off).
    /// </exception>
    public void Check()
    {
        Require(Languages.All.Any(language => language.Name == Language), "preference.language");
        Require(Channels.Concat(Kinds.SelectMany(kind => kind.Channels)).All(ChannelNames.All.Contains), "preference.channel");
        Require(!Kinds.Any(kind => Rules.Kinds.IsMandatory(kind.Kind)), "preference.mandatory");
        Require(Kinds.All(kind => Rules.Kinds.All.Contains(kind.Kind)) && Kinds.DistinctBy(kind => kind.Kind).Count() == Kinds.Count, "preference.kind");
    }

    internal void Apply(Preference to)
    {
        (to.Language, to.Zone, to.QuietFrom, to.QuietUntil, to.DigestAt) = (Language, Zone, Quiet?.From, Quiet?.Until, DigestAt);
        to.Channels = [.. Channels.Distinct()];
        to.Kinds = Kinds.ToDictionary(kind => kind.Kind, kind => kind.Channels.Distinct().ToArray());
    }

    static void Require(bool holds, string code)
    {
        if (!holds) throw new RequestProblem(StatusCodes.Status400BadRequest, code);
    }
}

/// <summary>A kind of notification a person may receive.</summary>
/// <param name="Mandatory">True: always goes by mail as well, and cannot be switched off.</param>
internal sealed record KindView(string Kind, string Title, bool Mandatory)
{
    public static KindView For(string kind) =>
        new(kind, Texts.Notices.GetString($"{kind}.title", System.Globalization.CultureInfo.CurrentUICulture)!, Rules.Kinds.IsMandatory(kind));
}

internal sealed record KindList(IReadOnlyList<KindView> Items);

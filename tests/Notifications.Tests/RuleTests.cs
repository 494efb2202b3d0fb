using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Supervision.Contracts;
using Supervision.Notifications.Reminders;
using Supervision.Notifications.Rules;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Notifications.Tests;

public sealed class RuleTests
{
    static readonly Type[] Events =
        [.. typeof(IIntegrationEvent).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IIntegrationEvent)))];

    public static TheoryData<string> WithRule => [.. RuleCatalogue.ByEvent.Keys.Select(type => type.Name)];

    [Fact]
    public void Every_event_has_a_rule_or_tells_nobody()
    {
        Assert.True(Events.Length > 15, "The contracts were not found.");
        Assert.Empty(Events.Except(RuleCatalogue.ByEvent.Keys).Except(RuleCatalogue.TellingNobody.Keys).Select(type => type.Name));
        Assert.Empty(RuleCatalogue.ByEvent.Keys.Intersect(RuleCatalogue.TellingNobody.Keys));
        Assert.All(RuleCatalogue.TellingNobody.Values, reason => Assert.True(reason.Length > 10, reason));
    }

    [Theory]
    [MemberData(nameof(WithRule))]
    public void Every_notice_of_a_rule_has_its_texts_in_both_languages(string @event)
    {
        foreach (var notice in Sample.NoticesOf(@event))
        {
            var arguments = JsonSerializer.Serialize(notice.Arguments);
            var (title, text) = NoticeTexts.Render(notice.Kind, arguments, Languages.English);
            var (titel, satz) = NoticeTexts.Render(notice.Kind, arguments, Languages.Chinese);
            Assert.NotNull(Texts.Notices.GetString($"{notice.Kind}.title", Languages.English));
            Assert.DoesNotMatch("[{}\u4e00-\u9fff]", title + text.Replace(Sample.Letter, "", StringComparison.Ordinal));
            Assert.Matches("^[\u4e00-\u9fff]+$", titel);
            Assert.Matches("[\u4e00-\u9fff]", satz);
            Assert.DoesNotContain('{', satz);
            if (!Sample.IsOfClue(@event)) continue;
            Assert.Contains(Sample.Reference, text, StringComparison.Ordinal);
            Assert.Contains(Sample.Reference, satz, StringComparison.Ordinal);
        }
    }

    /// <summary>R45: every step of every kind of deadline has texts in both languages; a kind of a newer service gets general ones.</summary>
    [Theory]
    [InlineData("clue.receipt"), InlineData("clue.disposal"), InlineData("duty.item"), InlineData("feedback.reply"), InlineData("kind.of_tomorrow")]
    public void Every_step_of_a_deadline_has_its_texts_in_both_languages(string kind)
    {
        var e = new DeadlineChanged(
            Sample.Other, "330305", kind, Sample.Other, Sample.Reference, "/matters/1", new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero), true, [Sample.Handler], ["discipline/intake"],
            [Bodies.Cppcc, Bodies.Discipline], null, 1, default);
        var deadline = Deadline.Of(e);
        string[] steps = [ReminderStep.Before(5), ReminderStep.Today, ReminderStep.Overdue, ReminderStep.Liaisons, ReminderStep.Leaders];
        var notices = steps.SelectMany(step => ReminderNotices.Of(deadline, step, default)).Concat(ReminderNotices.Moved(deadline, default)).ToList();
        Assert.Equal(ReminderNotices.Kinds.Except([ReminderNotices.RuleChanged]).Order(), notices.Select(notice => notice.Kind).Distinct().Order());
        foreach (var notice in notices)
        {
            var arguments = JsonSerializer.Serialize(notice.Arguments);
            var (title, text) = NoticeTexts.Render(notice.Kind, arguments, Languages.English);
            var (titel, satz) = NoticeTexts.Render(notice.Kind, arguments, Languages.Chinese);
            Assert.DoesNotMatch("[{}\u4e00-\u9fff]", title + text);
            Assert.Contains("2026-03-02 09:00", text, StringComparison.Ordinal);
            Assert.Matches("^[\u4e00-\u9fff]+$", titel);
            Assert.Contains(Sample.Reference, satz, StringComparison.Ordinal);
            Assert.DoesNotContain('{', satz);
        }
    }

    [Fact]
    public void Every_text_is_there_in_both_languages_and_names_the_same_values()
    {
        var english = TextsIn(CultureInfo.InvariantCulture);
        var chinese = TextsIn(Languages.Chinese);
        Assert.Equal(english.Keys.Order(), chinese.Keys.Order());
        foreach (var (name, text) in english) Assert.Equal(Names(text), Names(chinese[name]));
    }

    [Fact]
    public void Every_text_belongs_to_a_rule()
    {
        var told = RuleCatalogue.ByEvent.Keys.SelectMany(type => Sample.NoticesOf(type.Name)).Select(notice => notice.Kind).Concat(ReminderNotices.Kinds);
        var kinds = TextsIn(CultureInfo.InvariantCulture).Keys.Select(name => name[..name.LastIndexOf('.')]);
        Assert.Equal(told.Append("unknown").Distinct().Order(), kinds.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(WithRule))]
    public void An_audience_names_roles_of_its_own_body_only_and_links_to_the_matter(string @event)
    {
        foreach (var notice in Sample.NoticesOf(@event))
        {
            Assert.All(notice.To.Roles, role => Assert.Equal(notice.To.Body, role.Body));
            Assert.Contains(notice.To.Body, Bodies.All);
            Assert.Matches(Sample.IsOfClue(@event) ? $"^/clues/{Sample.Clue}$" : @event == nameof(SealedNoticeGiven) ? "^/sealed$" : "^/[a-z]+(/[0-9a-f-]{36})?$", notice.Link);
            Assert.True(notice.To.Roles.Count + notice.To.Persons.OfType<Guid>().Count() > 0, $"{notice.Kind} notifies nobody.");
        }
    }

    /// <summary>R28: only the commission learns who handles a clue and that a disposal is proposed or sent back.</summary>
    [Fact]
    public void The_conference_never_learns_what_stays_with_the_commission()
    {
        string[] commissionOnly = [nameof(DisposalProposed), nameof(DisposalSentBack), nameof(ClueSupplemented)];
        foreach (var @event in RuleCatalogue.ByEvent.Keys)
        {
            foreach (var notice in Sample.NoticesOf(@event.Name).Where(notice => notice.To.Body != Bodies.Discipline))
            {
                Assert.DoesNotContain(@event.Name, commissionOnly);
                Assert.DoesNotContain(Sample.Handler, notice.To.Persons.OfType<Guid>());
                Assert.All(notice.Arguments.Values, value => Assert.DoesNotContain(Sample.Handler.ToString(), value, StringComparison.OrdinalIgnoreCase));
                Assert.Subset(new HashSet<string> { "reference", "letterNumber", "due", "starts", "number", "year", "month", "until", "minutes", "item", "days" }, notice.Arguments.Keys.ToHashSet());
            }
        }
    }

    /// <summary>Before the transfer the commission learns nothing about a clue.</summary>
    [Theory]
    [InlineData(nameof(ClueRegistered)), InlineData(nameof(ClueCollated)), InlineData(nameof(ClueMerged)), InlineData(nameof(ClueAwaitingApproval))]
    [InlineData(nameof(ClueApproved)), InlineData(nameof(ClueRejected)), InlineData(nameof(ClueWithdrawn)), InlineData(nameof(ClueReturned)), InlineData(nameof(ClueRefused))]
    public void The_commission_learns_nothing_of_what_happens_inside_the_conference(string @event) =>
        Assert.All(Sample.NoticesOf(@event), notice => Assert.Equal(Bodies.Cppcc, notice.To.Body));

    [Fact]
    public void Instants_are_shown_in_the_zone_of_the_districts() => Assert.Contains(
        "2026-03-01 00:30",
        NoticeTexts.Render("clue.receipt_overdue", """{"reference":"2026-0001","due":"2026-02-28T16:30:00.0000000+00:00"}""", Languages.Chinese).Text,
        StringComparison.Ordinal);

    [Fact]
    public void A_kind_of_a_newer_version_still_reads_as_a_notification() =>
        Assert.Equal("新通知", NoticeTexts.Render("topic.of_tomorrow", "{}", Languages.Chinese).Title);

    static Dictionary<string, string> TextsIn(CultureInfo culture) => Texts.Notices.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    static string[] Names(string text) => [.. Regex.Matches(text, @"\{[^}]*\}").Select(match => match.Value).Order()];
}

/// <summary>Events filled by their parameters' names and types, in each variant a rule may distinguish.</summary>
internal static class Sample
{
    public const string Reference = "2026-0017";
    public const string Letter = "〔2026〕12号";
    public static readonly Guid Clue = Guid.CreateVersion7();
    public static readonly Guid Author = Guid.CreateVersion7();
    public static readonly Guid Handler = Guid.CreateVersion7();
    public static readonly Guid Other = Guid.CreateVersion7();

    public static bool IsOfClue(string eventName) => RuleCatalogue.ByEvent.Keys.Single(type => type.Name == eventName).IsAssignableTo(typeof(IClueEvent));

    public static IEnumerable<Notice> NoticesOf(string eventName)
    {
        var type = RuleCatalogue.ByEvent.Keys.Single(type => type.Name == eventName);
        return Variants(type).SelectMany(e => RuleCatalogue.Tell((IIntegrationEvent)e));
    }

    static IEnumerable<object> Variants(Type type) =>
        from body in (string[])[Bodies.Cppcc, Bodies.Discipline]
        from deadline in (string[])["receipt", "disposal"]
        from handled in (bool[])[true, false]
        select Make(type, body, deadline, handled);

    static object Make(Type type, string fromBody, string deadline, bool handled)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).Single();
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => (object?)(parameter.Name switch
        {
            "ClueId" => Clue,
            "Author" => Author,
            "Handler" => parameter.ParameterType == typeof(Guid?) && !handled ? null : Handler,
            "District" => "330305",
            "Reference" => Reference,
            "LetterNumber" => Letter,
            "FromBody" => fromBody,
            "Deadline" => deadline,
            "Standing" => deadline == "receipt" ? SupervisorStandings.Ended : handled ? SupervisorStandings.Appointed : SupervisorStandings.Suspended,
            _ when parameter.ParameterType == typeof(Guid) || parameter.ParameterType == typeof(Guid?) => Other,
            _ when parameter.ParameterType == typeof(string) => "0f",
            _ when parameter.ParameterType == typeof(int) => 1,
            _ when parameter.ParameterType == typeof(long) => 1L,
            _ when parameter.ParameterType == typeof(IReadOnlyList<CalendarDayChange>) => Array.Empty<CalendarDayChange>(),
            _ when parameter.ParameterType == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero),
            _ when parameter.ParameterType == typeof(DateOnly) => new DateOnly(2026, 3, 1),
            _ when parameter.ParameterType == typeof(bool) => handled,
            _ when parameter.ParameterType == typeof(IReadOnlyList<Guid>) => new[] { Other },
            "Roles" => new[] { Cppcc.Chair.ToString(), Discipline.Leader.ToString() },
            _ => throw new InvalidOperationException($"No sample for {type.Name}.{parameter.Name}."),
        }))]);
    }
}

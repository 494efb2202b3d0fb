using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Scorecards;
using Supervision.Assessment.Tests.Support;
using Supervision.Testing.Matrix;

namespace Supervision.Assessment.Tests.Scorecards;

/// <summary>Indicators and scorecards for the access matrix and the service's tests. Each scorecard has its own year.</summary>
public static class ScoreRecords
{
    public const string Path = $"{Affairs.Path}/scorecards";

    static int _years = 2100;

    public static readonly RecordKind<Affairs> DraftScheme = new("scores: draft indicators", DraftSchemeAsync, OfUnit: false);
    public static readonly RecordKind<Affairs> AdoptedScheme = new("scores: adopted indicators", async a =>
    {
        var draft = await DraftSchemeAsync(a);
        foreach (var leader in new[] { a.Chair, a.Leader })
            (await a.Platform.Api.PostAsync(leader, $"{Affairs.Path}/schemes/{draft.Id}/concur", new { contentHash = draft.Values!["hash"] })).Ok();
        return draft;
    }, OfUnit: false);

    public static readonly RecordKind<Affairs> Published = Kind("scores: published", PublishedAsync);
    public static readonly RecordKind<Affairs> Objected = Kind("scores: objected", async a =>
    {
        var card = await PublishedAsync(a);
        var response = Guid.Empty;
        await a.Platform.InDatabaseAsync(async db =>
        {
            var found = await db.Set<Scorecard>().SingleAsync(s => s.Id == card.Id);
            response = found.Object(UnitFacts.Empty, "窗口整改材料已交", [], Scores.ContactOf(a.Unit), DateTimeOffset.UtcNow).Objection.Id;
            await db.SaveChangesAsync();
        });
        return With(card, "responseId", response.ToString());
    });

    public static readonly RecordKind<Affairs> Accepted = Kind("scores: accepted", AcceptedAsync);

    public static object SchemeBody(int fromYear = 2020, string regime = "consultationWork") => new
    {
        regime,
        fromYear,
        indicators = new object[]
        {
            new { code = "onTime", name = "整改按期回复", measure = "onTimeRate", weight = 60, formula = new { kind = "linear", zeroAt = 50, fullAt = 100 } },
            new { code = "closed", name = "整改办结", measure = "closureRate", weight = 25.5, formula = new { kind = "thresholds", steps = new[] { new { from = 90, points = 100 }, new { from = 60, points = 60 } } } },
            new { code = "relapse", name = "反弹", measure = "relapseCount", weight = 14.5, formula = new { kind = "deduction", perOccurrence = 20 }, absent = 90 },
        },
    };

    public static async Task<Case> AcceptedAsync(Affairs affairs)
    {
        var card = await PublishedAsync(affairs);
        if (affairs.Unit == affairs.Contact.Unit)
            (await affairs.Platform.Api.PostAsync(affairs.Contact, $"{Path}/{card.Id}/accept")).Ok();
        else
            await affairs.Platform.ExecuteAsync("update scorecards set respond_by = now() - interval '1 day' where id = $1", card.Id);
        return With(card, "hash", (await affairs.Platform.Api.GetAsync(affairs.Chair, $"{Path}/{card.Id}"))["contentHash"]);
    }

    /// <summary>A published scorecard with two items, one of them late.</summary>
    public static async Task<Case> PublishedAsync(Affairs affairs)
    {
        var year = Interlocked.Increment(ref _years);
        var (late, inTime) = (Scores.Item(1, repliedAfter: 30), Scores.Item(2));
        var facts = new UnitFacts(affairs.Unit, "窗口服务单位", year, Scores.Day(365), [late, inTime], []);
        var card = Scorecard.Open(affairs.District, Regime.ConsultationWork, facts, DateTimeOffset.UtcNow);
        await affairs.Platform.InDatabaseAsync(async db =>
        {
            var scheme = Scores.AdoptedIn(affairs.District, year);
            card.Compute(scheme, facts, null, affairs.Office.UserId, DateTimeOffset.UtcNow);
            card.Publish(DateTimeOffset.UtcNow.AddDays(10), [], Scores.OfficeOf(affairs.District), DateTimeOffset.UtcNow);
            db.AddRange(scheme, card);
            await db.SaveChangesAsync();
        });
        return new(card.Id, new Dictionary<string, string>
        {
            ["code"] = "onTime",
            ["year"] = year.ToString(CultureInfo.InvariantCulture),
            ["late"] = late.ItemId.ToString(),
            ["hash"] = card.ContentHash,
        });
    }

    static RecordKind<Affairs> Kind(string name, Func<Affairs, Task<Case>> make) => new(name, make);

    static Case With(Case about, string name, string value) => about with { Values = new Dictionary<string, string>(about.Values!) { [name] = value } };

    static async Task<Case> DraftSchemeAsync(Affairs affairs)
    {
        var draft = (await affairs.Platform.Api.PostAsync(affairs.Office, $"{Affairs.Path}/schemes", SchemeBody())).Ok();
        return new(draft.Id, new Dictionary<string, string> { ["hash"] = draft["contentHash"] });
    }
}

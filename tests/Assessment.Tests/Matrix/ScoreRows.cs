using Supervision.Assessment.Tests.Forms;
using Supervision.Assessment.Tests.Support;
using Supervision.Assessment.Tests.Surveys;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Testing.Matrix;
using static Supervision.Assessment.Tests.Scorecards.ScoreRecords;

namespace Supervision.Assessment.Tests.Matrix;

/// <summary>Indicators, scorecards, surveys and conversion. The unit is a third party: it sees its own from publication on.</summary>
public static class ScoreRows
{
    static readonly Role[] Joint =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System, Discipline.Leader, Discipline.Liaison, Discipline.System,
    ];

    static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];
    static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];
    static readonly Role[] Readers = [.. Joint, Others.Reviewer, Others.Contact];
    static readonly Role[] FigureReaders = [Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Discipline.Leader, Discipline.Liaison, Others.Reviewer];
    static readonly object Year = new { year = 2098, regime = "consultationWork" };

    static readonly RecordKind<Affairs> Converted = new("converted finding and suggestion", async affairs => new(await new FormCases(affairs).ConvertedAsync()));

    static readonly AccessRow<Affairs>[] Schemes =
    [
        new("GET /api/assessment/schemes/") { Shows = AdoptedScheme },
        new("GET /api/assessment/schemes/measures") { Roles = Joint, WithoutDatabase = true },
        new("POST /api/assessment/schemes/") { Roles = Keepers, Body = (_, _) => SchemeBody() },
        new("GET /api/assessment/schemes/{id:guid}") { Of = AdoptedScheme, Sees = Readers },
        new("PUT /api/assessment/schemes/{id:guid}") { Of = DraftScheme, Sees = Joint, Roles = Keepers, Body = (_, _) => SchemeBody(2021) },
        new("POST /api/assessment/schemes/{id:guid}/concur") { Of = DraftScheme, Sees = Joint, Roles = Leaders, Body = (_, c) => Hash(c) },
    ];

    static readonly AccessRow<Affairs>[] Scorecards =
    [
        new("GET /api/assessment/scorecards/") { Shows = Published },
        new("GET /api/assessment/scorecards/export"),
        // They process whatever exists and answer how much; the tables show whether anything was written.
        new("POST /api/assessment/scorecards/compute") { Roles = Keepers, Reads = true, Body = (_, _) => Year },
        new("POST /api/assessment/scorecards/publish") { Roles = Keepers, Reads = true, Body = (_, _) => Year },
        new("GET /api/assessment/scorecards/{id:guid}") { Of = Published, Sees = Readers },
        new("GET /api/assessment/scorecards/{id:guid}/indicators/{code}") { Of = Published, Sees = Readers },
        new("GET /api/assessment/scorecards/{id:guid}/verification") { Of = Published, Sees = Readers },
        new("GET /api/assessment/scorecards/{id:guid}/document") { Of = Published, Sees = Readers },
        new("POST /api/assessment/scorecards/{id:guid}/accept") { Of = Published, Sees = Readers, Roles = [Others.Contact] },
        new("POST /api/assessment/scorecards/{id:guid}/objections")
        {
            Of = Published, Sees = Readers, Roles = [Others.Contact], Body = (_, c) => new { reason = "窗口整改材料已交", items = new[] { c.Values!["late"] } },
        },
        new("POST /api/assessment/scorecards/{id:guid}/objections/{responseId:guid}/decide")
        {
            Of = Objected, Sees = Readers, Roles = Leaders, Body = (_, _) => new { uphold = true, reason = "属实" },
        },
        new("POST /api/assessment/scorecards/{id:guid}/concur") { Of = Accepted, Sees = Readers, Roles = Leaders, Body = (_, c) => Hash(c) },
        new("GET /api/assessment/scorecards/years/{year:int}/{regime}/document")
        {
            Roles = [.. Joint, Others.Reviewer], Path = "/api/assessment/scorecards/years/2101/consultationWork/document",
        },
        new("GET /api/assessment/scorecards/years/{year:int}/{regime}/sheet")
        {
            Roles = [.. Joint, Others.Reviewer], Path = "/api/assessment/scorecards/years/2101/consultationWork/sheet",
        },
    ];

    static readonly AccessRow<Affairs>[] Surveys =
    [
        new("GET /api/assessment/surveys/") { Shows = SurveyRecords.Open },
        new("POST /api/assessment/surveys/") { Roles = Keepers, Body = (a, _) => SurveyRecords.Body(a) },
        new("GET /api/assessment/surveys/{id:guid}") { Of = SurveyRecords.Open, Sees = [.. Joint, Others.Reviewer, Cppcc.Supervisor] },
        new("PUT /api/assessment/surveys/{id:guid}") { Of = SurveyRecords.Draft, Sees = Joint, Roles = Keepers, Body = (a, _) => SurveyRecords.Body(a, "public") },
        new("POST /api/assessment/surveys/{id:guid}/announce") { Of = SurveyRecords.Draft, Sees = Joint, Roles = Keepers },
        new("POST /api/assessment/surveys/{id:guid}/end") { Of = SurveyRecords.Open, Sees = Joint, Roles = Keepers },
        new("POST /api/assessment/surveys/{id:guid}/codes") { Of = SurveyRecords.Open, Sees = Joint, Roles = Keepers, Body = (_, _) => new { count = 3 } },
        new("POST /api/assessment/surveys/{id:guid}/answers")
        {
            Of = SurveyRecords.Open, Sees = [Cppcc.Supervisor], Roles = [Cppcc.Supervisor], Body = (_, _) => new { opinions = new[] { "satisfied", "fair" } },
        },
        new("GET /api/assessment/surveys/{id:guid}/results") { Of = SurveyRecords.Closed, Sees = Readers, Roles = Readers },
        new("GET /api/assessment/surveys/{id:guid}/results/export") { Of = SurveyRecords.Closed, Sees = Readers, Roles = Readers },
    ];

    static readonly AccessRow<Affairs>[] Conversion =
    [
        new("GET /api/assessment/conversion/years")
        {
            Roles = FigureReaders, Shows = Converted,
            Tells = (year, _) => new[] { "findings", "suggestions", "forms" }.Any(counted => year.GetProperty(counted).GetProperty("begun").GetInt32() > 0),
        },
        new("GET /api/assessment/conversion/years/export") { Roles = FigureReaders },
        .. OfYear("findings", "suggestions", "clues", "closing-times", "on-time"),
    ];

    public static IReadOnlyList<AccessRow<Affairs>> Rows { get; } = [.. Schemes, .. Scorecards, .. Surveys, .. Conversion];

    /// <summary>Open to the public; covered by the tests of surveys.</summary>
    public static readonly string[] Public =
    [
        "GET /api/assessment/public/{district}/surveys/",
        "GET /api/assessment/public/{district}/surveys/{id:guid}",
        "POST /api/assessment/public/{district}/surveys/{id:guid}/answers",
    ];

    static IEnumerable<AccessRow<Affairs>> OfYear(params string[] plots) => plots.Select(plot => new AccessRow<Affairs>(
        $"GET /api/assessment/conversion/{{year:int:range(2000,2200)}}/{plot}")
    {
        Roles = FigureReaders,
        Shows = Converted,
        Path = $"/api/assessment/conversion/{DistrictTime.YearAt(DateTimeOffset.UtcNow)}/{plot}",
    });

    static object Hash(Case c) => new { contentHash = c.Values!["hash"] };
}

using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Sectors;

namespace Supervision.Supervisors.DutyRecord;

/// <summary>Duty records (履职记录, R23): one's own, the office's view, the district's sums.</summary>
internal static class DutyRecordEndpoints
{
    public static void MapDutyRecords(this RouteGroupBuilder supervisors)
    {
        var records = supervisors.MapGroup("/duty-records/{year:int}").WithTags("Duty records");
        records.MapGet("/", ListAsync).WithName("ListDutyRecords").WithSummary("The records the caller reads: all for those who run supervision, a supervisor's own.");
        records.MapGet("/export", ExportAsync).RequireRole([.. SupervisorAccess.Joint]).WithName("ExportDutyRecords").WithSummary("All records as a spreadsheet.");
        records.MapGet("/district", DistrictAsync).RequireRole([.. SupervisorAccess.Joint]).WithName("GetDistrictDutyRecord").WithSummary("The sums of the district.");
        records.MapGet("/{id:guid}", GetAsync).WithName("GetDutyRecord").WithSummary("A supervisor's record.");
        records.MapGet("/{id:guid}/{figure}", FactsAsync).WithName("ListDutyFacts").WithSummary("The facts behind one number, latest first.");
    }

    static async Task<Ok<IReadOnlyList<DutyRecordView>>> ListAsync([AsParameters] RecordCall call, [Range(2000, 2999)] int year, DutyBook book) =>
        TypedResults.Ok(await book.OfAsync(call, year));

    static async Task<Results<Ok<DutyRecordView>, NotFound>> GetAsync([AsParameters] RecordCall call, [Range(2000, 2999)] int year, Guid id, DutyBook book) =>
        await book.OfAsync(call, year, id) is [var record] ? TypedResults.Ok(record) : TypedResults.NotFound();

    static async Task<Ok<DistrictDutyView>> DistrictAsync([AsParameters] RecordCall call, [Range(2000, 2999)] int year, DutyBook book)
    {
        var records = await book.OfAsync(call, year);
        var numbers = records.SelectMany(r => r.Numbers).GroupBy(n => n.Figure).OrderBy(g => g.Key).Select(g =>
        {
            var measured = g.Where(n => n.AverageMinutes is not null).ToList();
            double? average = measured.Count > 0 ? Math.Round(measured.Sum(n => n.AverageMinutes!.Value * n.Count) / measured.Sum(n => n.Count), 1) : null;
            return new DutyNumber(g.Key, g.Sum(n => n.Count), average, $"/api/supervisors/duty-records/{year}");
        });
        return TypedResults.Ok(new DistrictDutyView(year, records.Count, records.Count(r => r.Numbers.All(n => n.Count == 0)), [.. numbers]));
    }

    static async Task<SheetResult> ExportAsync([AsParameters] RecordCall call, [Range(2000, 2999)] int year, DutyBook book, SectorList sectors)
    {
        var names = (await sectors.OfAsync(call.Caller.District, call.Cancellation)).ToDictionary(s => s.Code, s => s.Chinese);
        var records = await book.OfAsync(call, year);
        var figures = records.Count > 0 ? records[0].Numbers.Select(n => n.Figure).ToList() : [];
        string[] head = ["姓名", "界别", .. figures.Select(Labels.Of), "平均报到用时（分钟）"];
        return new SheetResult($"{year}年履职记录", head, records.ToAsyncEnumerable().Select(record => (object?[])
        [
            record.Name, names.GetValueOrDefault(record.Sector, record.Sector), .. record.Numbers.Select(n => (object?)n.Count),
            record.Numbers.FirstOrDefault(n => n.AverageMinutes is not null)?.AverageMinutes,
        ]));
    }

    static async Task<Results<Ok<Page<DutyFactView>>, NotFound>> FactsAsync(
        [AsParameters] RecordCall call, [Range(2000, 2999)] int year, Guid id, Choice<DutyFigure> figure, [AsParameters] ListQuery query, DutyBook book)
    {
        query.Check();
        if (await call.SupervisorAsync(id) is not { } supervisor) return TypedResults.NotFound();
        if (book.FactsOf(call, year, figure.Value, supervisor.UserId ?? Guid.Empty) is not var (facts, link)) return TypedResults.NotFound();
        if (query.Position() is var (value, last))
        {
            if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at)) throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
            at = at.ToUniversalTime();
            facts = facts.Where(f => f.At < at || (f.At == at && f.MatterId < last));
        }

        var found = await facts.OrderByDescending(f => f.At).ThenByDescending(f => f.MatterId).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(
            found, f => new DutyFactView(f.MatterId, f.Reference, f.At, f.Minutes, $"{link}/{f.MatterId}"),
            f => f.At.ToString("O", CultureInfo.InvariantCulture), f => f.MatterId));
    }
}

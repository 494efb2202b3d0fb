using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Sectors;

namespace Supervision.Supervisors.Roster;

/// <summary>The roster as a list, and as a spreadsheet for export and import (R14, R49).</summary>
internal static class RosterListEndpoints
{
    static readonly string[] Head = ["姓名", "界别", "状态", "聘书编号", "任期开始", "任期结束", "联系方式", "推荐单位", "遴选标准", "遴选决定"];

    public static void MapRosterList(this RouteGroupBuilder supervisors)
    {
        var roster = supervisors.MapGroup("/roster").WithTags("Roster");
        roster.MapGet("/", ListAsync).WithName("ListSupervisors").WithSummary("The supervisors the caller may read: search, filter, sort, page by cursor.");
        roster.MapGet("/export", ExportAsync).WithName("ExportSupervisors").WithSummary("The whole list as a spreadsheet.");
        roster.MapGet("/template", TemplateAsync).RequireRole(Cppcc.Office)
            .WithName("GetRosterTemplate").WithSummary("An empty spreadsheet to fill in, with the allowed values.").ProducesSheet();
        roster.MapPost("/import", ImportAsync).RequireRole(Cppcc.Office)
            .WithName("ImportSupervisors").WithSummary("Imports a filled-in spreadsheet, by form or as the body with ?name=: all its rows or none.")
            .AcceptsSheet();
    }

    static async Task<Ok<Page<SupervisorRow>>> ListAsync([AsParameters] RecordCall call, [AsParameters] RosterQuery query)
    {
        query.Check();
        var sort = query.Sort?.Value;
        var found = await call.Db.Set<Supervisor>().AsNoTracking().Where(call.Access.Readable(call.Caller)).Where(query).After(query).Sorted(sort)
            .Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, SupervisorRow.For, s => RosterList.ValueOf(s, sort), s => s.Id));
    }

    static async Task<SheetResult> ExportAsync([AsParameters] RecordCall call, [AsParameters] RosterQuery query, SectorList sectors)
    {
        query.Check();
        var names = (await sectors.OfAsync(call.Caller.District, call.Cancellation)).ToDictionary(s => s.Code, s => s.Chinese);
        var rows = call.Db.Set<Supervisor>().AsNoTracking().Where(call.Access.Readable(call.Caller)).Where(query).Sorted(query.Sort?.Value).AsAsyncEnumerable();
        return new SheetResult("特邀监督员名册", Head, rows.Select(s => new object?[]
        {
            s.Name, names.GetValueOrDefault(s.Sector, s.Sector), Labels.Of(s.Status), s.LetterNumber, Labels.Day(s.From), Labels.Day(s.Until),
            s.Contact, s.ProposedBy, s.Criteria, s.Decision,
        }));
    }

    static async Task<FileContentHttpResult> TemplateAsync(Caller caller, SectorList sectors, CancellationToken ct) =>
        RosterImport.Template.Empty(
            (await sectors.OfAsync(caller.District, ct)).Where(s => s.Active).Select(s => (RosterImport.Sector, s.Chinese)));

    static Task<Results<Ok<ImportResult>, ProblemHttpResult>> ImportAsync([AsParameters] SheetUpload upload, RosterImport import) =>
        upload.ImportAsync(RosterImport.Template, import);
}

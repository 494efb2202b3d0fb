using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Files;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
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
            .WithName("GetRosterTemplate").WithSummary("An empty spreadsheet to fill in, with the allowed values.")
            .Produces<FileStreamResult>(contentType: SheetResult.ContentType);
        roster.MapPost("/import", ImportAsync).RequireRole(Cppcc.Office)
            .WithName("ImportSupervisors").WithSummary("Imports a filled-in spreadsheet, by form or as the body with ?name=: all its rows or none.")
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
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

    static async Task<FileContentHttpResult> TemplateAsync(Caller caller, SectorList sectors, CancellationToken ct)
    {
        var values = (await sectors.OfAsync(caller.District, ct)).Where(s => s.Active).Select(s => new { 列 = RosterImport.Sector, 可填内容 = s.Chinese });
        var empty = RosterImport.Columns.ToDictionary(column => column, _ => (object)""); // a sheet without any row would have no header either
        using var stream = new MemoryStream();
        stream.SaveAs(new Dictionary<string, object> { ["特邀监督员"] = new[] { empty }, ["填写说明"] = values });
        return TypedResults.File(stream.ToArray(), SheetResult.ContentType, "特邀监督员导入模板.xlsx");
    }

    static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, Caller caller, ContentStore store, VirusScanner scanner, RosterImport import, TimeProvider clock, CancellationToken ct)
    {
        var (name, received) = await Upload.ReceiveAsync(request, store, ct);
        using var file = received;
        if (FileTypes.Check(name, file.Head, file.Path) != SheetResult.ContentType) throw new RequestProblem(StatusCodes.Status415UnsupportedMediaType, "import.format");
        await scanner.CheckAsync(file, ct);
        var now = clock.GetUtcNow();
        var (rows, errors) = await import.ReadAsync(file.Path, caller, now, ct);
        if (errors.Count == 0) return TypedResults.Ok(await import.WriteAsync(rows, caller, now, ct));
        return TypedResults.Problem(
            statusCode: StatusCodes.Status422UnprocessableEntity, extensions: new Dictionary<string, object?> { ["code"] = "import.rows", ["errors"] = errors });
    }
}

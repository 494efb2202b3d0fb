using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MiniExcelLibs;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Files;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Terms;

namespace Supervision.Topics.Proposals;

/// <summary>Proposals by spreadsheet (R13).</summary>
internal static class ImportEndpoints
{
    public static void MapImport(this RouteGroupBuilder topics)
    {
        var proposals = topics.MapGroup("/proposals").WithTags("Proposals");
        proposals.MapGet("/template", TemplateAsync).RequireRole(Cppcc.Office)
            .WithName("GetImportTemplate").WithSummary("An empty spreadsheet to fill in, with the allowed values.")
            .Produces<FileStreamResult>(contentType: SheetResult.ContentType);
        proposals.MapPost("/import", ImportAsync).RequireRole(Cppcc.Office)
            .WithName("ImportProposals").WithSummary("Imports a filled-in spreadsheet, by form or as the body with ?name=: all of its rows or none.")
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static async Task<FileContentHttpResult> TemplateAsync(Caller caller, Vocabulary vocabulary, CancellationToken ct)
    {
        var terms = (await vocabulary.OfAsync(caller.District, ct)).Where(t => t.Active).ToList();
        var values = ProposalSources.Of(caller).Select(source => new { 列 = ProposalImport.Source, 可填内容 = Labels.Of(source) })
            .Concat(terms.Where(t => t.Kind is TermKind.Field).Select(t => new { 列 = ProposalImport.Field, 可填内容 = t.Chinese }))
            .Concat(terms.Where(t => t.Kind is TermKind.Tag).Select(t => new { 列 = ProposalImport.Tags, 可填内容 = t.Chinese }));
        var empty = ProposalImport.Columns.ToDictionary(column => column, _ => (object)""); // a sheet without any row would have no header either
        using var stream = new MemoryStream();
        stream.SaveAs(new Dictionary<string, object> { ["征题建议"] = new[] { empty }, ["填写说明"] = values });
        return TypedResults.File(stream.ToArray(), SheetResult.ContentType, "征题建议导入模板.xlsx");
    }

    static async Task<Results<Ok<ImportResult>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, Caller caller, ContentStore store, VirusScanner scanner, ProposalImport import, TimeProvider clock, CancellationToken ct)
    {
        var (name, received) = await Upload.ReceiveAsync(request, store, ct);
        using var file = received;
        if (FileTypes.Check(name, file.Head, file.Path) != SheetResult.ContentType)
            throw new ServiceDefaults.Problems.RequestProblem(StatusCodes.Status415UnsupportedMediaType, "import.format");
        await scanner.CheckAsync(file, ct);
        var (rows, errors) = await import.ReadAsync(file.Path, caller, ct);
        if (errors.Count > 0)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status422UnprocessableEntity, extensions: new Dictionary<string, object?> { ["code"] = "import.rows", ["errors"] = errors });
        }

        return TypedResults.Ok(await import.WriteAsync(rows, caller, clock.GetUtcNow(), ct));
    }
}

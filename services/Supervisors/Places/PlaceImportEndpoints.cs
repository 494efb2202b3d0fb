using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MiniExcelLibs;
using Supervision.Documents;
using Supervision.Files;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors.Places;

/// <summary>Places by spreadsheet (R21).</summary>
internal static class PlaceImportEndpoints
{
    public static void MapPlaceImport(this RouteGroupBuilder places)
    {
        places.MapGet("/template", Template).RequireRole(SupervisorAccess.Keepers)
            .WithName("GetPlaceTemplate").WithSummary("An empty spreadsheet to fill in, with the allowed values.")
            .Produces<FileStreamResult>(contentType: SheetResult.ContentType);
        places.MapPost("/import", ImportAsync).RequireRole(SupervisorAccess.Keepers)
            .WithName("ImportPlaces").WithSummary("Imports a filled-in spreadsheet, by form or as the body with ?name=: all of its rows or none.")
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream").ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    static FileContentHttpResult Template()
    {
        var values = FieldLabels.Places.Values.Select(kind => new { 列 = PlaceImport.Kind, 可填内容 = kind });
        var empty = PlaceImport.Columns.ToDictionary(column => column, _ => (object)""); // a sheet without any row would have no header either
        using var stream = new MemoryStream();
        stream.SaveAs(new Dictionary<string, object> { ["阵地名录"] = new[] { empty }, ["填写说明"] = values });
        return TypedResults.File(stream.ToArray(), SheetResult.ContentType, "阵地名录导入模板.xlsx");
    }

    static async Task<Results<Ok<PlaceImportResult>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, Caller caller, ContentStore store, VirusScanner scanner, PlaceImport import, TimeProvider clock, CancellationToken ct)
    {
        var (name, received) = await Upload.ReceiveAsync(request, store, ct);
        using var file = received;
        if (FileTypes.Check(name, file.Head, file.Path) != SheetResult.ContentType)
            throw new RequestProblem(StatusCodes.Status415UnsupportedMediaType, "import.format");
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

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Supervision.Files;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Documents;

/// <summary>What a list makes of a spreadsheet: every row is checked before any is written, and all are written together.</summary>
public interface ISheetImport<TRow, TResult>
{
    /// <summary>Checks the rows, which note their errors.</summary>
    Task<IReadOnlyList<TRow>> CheckAsync(IReadOnlyList<SheetRow> rows, Caller caller, DateTimeOffset now, CancellationToken ct);

    /// <summary>Writes rows without errors.</summary>
    Task<TResult> WriteAsync(IReadOnlyList<TRow> rows, Caller caller, DateTimeOffset now, CancellationToken ct);
}

/// <summary>A request that uploads a filled-in spreadsheet, by form or as the body with <c>?name=</c>.</summary>
public readonly record struct SheetUpload(
    HttpRequest Request, Caller Caller, ContentStore Store, VirusScanner Scanner, ProblemTexts Texts, TimeProvider Clock,
    CancellationToken Cancellation)
{
    /// <returns>422 <c>import.rows</c> with all <c>errors</c> if there are any; then nothing is written.</returns>
    /// <exception cref="RequestProblem">
    /// 415 <c>import.format</c>; 422 <c>import.format</c>, <c>import.too_many</c>; and those of <see cref="Upload"/>
    /// </exception>
    public async Task<Results<Ok<TResult>, ProblemHttpResult>> ImportAsync<TRow, TResult>(
        SheetTemplate template, ISheetImport<TRow, TResult> import)
    {
        var (name, received) = await Upload.ReceiveAsync(Request, Store, Cancellation);
        using var file = received;
        if (FileTypes.Check(name, file.Head, file.Path) != SheetResult.ContentType)
            throw new RequestProblem(StatusCodes.Status415UnsupportedMediaType, "import.format");
        await Scanner.CheckAsync(file, Cancellation);
        var (errors, now) = (new List<SheetError>(), Clock.GetUtcNow());
        var rows = await import.CheckAsync(template.Read(file.Path, errors, Texts), Caller, now, Cancellation);
        if (errors.Count == 0) return TypedResults.Ok(await import.WriteAsync(rows, Caller, now, Cancellation));
        var problem = new Dictionary<string, object?> { ["code"] = "import.rows", ["errors"] = errors };
        return TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, extensions: problem);
    }
}

public static class SheetEndpoints
{
    /// <summary>Documents an endpoint that returns a spreadsheet to fill in.</summary>
    public static RouteHandlerBuilder ProducesSheet(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<FileStreamResult>(contentType: SheetResult.ContentType);

    /// <summary>Documents an endpoint that takes a <see cref="SheetUpload"/>.</summary>
    public static RouteHandlerBuilder AcceptsSheet(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}

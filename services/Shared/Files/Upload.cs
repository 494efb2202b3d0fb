using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Files;

/// <summary>The one file of a request: a form (<c>multipart/form-data</c>) or the whole body with <c>?name=</c>; never held in memory.</summary>
public static class Upload
{
    /// <exception cref="RequestProblem">
    /// 400 <c>attachment.name</c>, <c>attachment.one_file</c>, <c>attachment.empty</c>; 413 <c>attachment.too_large</c>; 415 <c>attachment.type</c>
    /// </exception>
    public static async Task<(string Name, IncomingFile File)> ReceiveAsync(HttpRequest request, ContentStore store, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return await ReceiveAsync(request.Query["name"], request.Body, store, ct);

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (boundary is not { Length: > 0 and <= 100 }) throw new RequestProblem(StatusCodes.Status400BadRequest, "request.malformed");
        try
        {
            return await ReceiveFormAsync(new MultipartReader(boundary, request.Body), store, ct);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException and not FileNotFoundException)
        {
            throw new RequestProblem(StatusCodes.Status400BadRequest, "request.malformed", e);
        }
    }

    static async Task<(string Name, IncomingFile File)> ReceiveFormAsync(MultipartReader form, ContentStore store, CancellationToken ct)
    {
        (string, IncomingFile File)? received = null;
        try
        {
            while (await form.ReadNextSectionAsync(ct) is { } section)
            {
                if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.IsFileDisposition()) continue;
                if (received is not null) throw new RequestProblem(StatusCodes.Status400BadRequest, "attachment.one_file");
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
                received = await ReceiveAsync(name.Value, section.Body, store, ct);
            }
        }
        catch
        {
            received?.File.Dispose();
            throw;
        }

        return received ?? throw new RequestProblem(StatusCodes.Status400BadRequest, "attachment.one_file");
    }

    static async Task<(string Name, IncomingFile File)> ReceiveAsync(string? sent, Stream content, ContentStore store, CancellationToken ct)
    {
        var name = FileNames.Checked(sent);
        FileTypes.CheckEnding(name); // before the file is sent
        return (name, await store.ReceiveAsync(content, ct));
    }
}

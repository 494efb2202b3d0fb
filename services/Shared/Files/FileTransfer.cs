using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Supervision.Files;

/// <summary>What endpoints of files have in common, whatever the file belongs to.</summary>
public static class FileTransfer
{
    /// <summary>The file, whole or by Range, as something no browser runs.</summary>
    public static FileStreamHttpResult Download(this ContentStore store, HttpContext http, IStoredFile file)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.File(store.Open(file.District, file.Sha256), file.MediaType, file.Name,
            file.At, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>Documents an endpoint that returns <see cref="Download"/>.</summary>
    public static RouteHandlerBuilder ProducesFile(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<FileStreamResult>(contentType: "application/octet-stream");

    /// <summary>Documents an endpoint that receives a file (<see cref="Upload"/>), and limits its size.</summary>
    public static RouteHandlerBuilder AcceptsFile(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new RequestSizeLimitAttribute(AttachmentSettings.MaxBody))
        .Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Files;

/// <summary>Endpoints for a record's files: <c>.../{id}/files</c>, the same for every kind of record.</summary>
public static class FileEndpoints
{
    /// <param name="owners">The route group of the records.</param>
    /// <param name="named">Name of the records in operation ids, e.g. <c>Proposal</c>.</param>
    public static void MapFiles<TDb, TAccess>(this RouteGroupBuilder owners, string named, FileOwner<TDb, TAccess> owner)
        where TDb : DbContext
    {
        var files = owners.MapGroup("/{id:guid}/files").WithTags("Files");
        files.MapGet("/", ([AsParameters] FileCall<TDb, TAccess> call) => ListAsync(call, owner)).WithName($"List{named}Files").WithSummary("The files of the record, oldest first.");
        files.MapGet("/{fileId:guid}", ([AsParameters] FileCall<TDb, TAccess> call, Guid fileId, ContentStore store) => DownloadAsync(call, owner, fileId, store))
            .WithName($"Get{named}File").WithSummary("A file, whole or by Range.").ProducesFile();
        files.MapPost("/", ([AsParameters] FileCall<TDb, TAccess> call, ContentStore store, VirusScanner scanner) => AddAsync(call, owner, store, scanner))
            .RequireRole(owner.Writers).WithName($"Add{named}File")
            .WithSummary("Adds a file, by form or as the body with ?name=. The same content added twice is one file.")
            .AcceptsFile();
        files.MapDelete("/{fileId:guid}", ([AsParameters] FileCall<TDb, TAccess> call, Guid fileId) => RemoveAsync(call, owner, fileId))
            .RequireRole(owner.Writers).WithName($"Remove{named}File").WithSummary("Removes a file from the record while it may change.");
    }

    static async Task<Results<Ok<IReadOnlyList<FileView>>, NotFound>> ListAsync<TDb, TAccess>(FileCall<TDb, TAccess> call, FileOwner<TDb, TAccess> owner)
        where TDb : DbContext
    {
        if (!await owner.IsReadable(call)) return TypedResults.NotFound();
        var files = await owner.Of(call).OrderBy(f => f.Id).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<FileView>>([.. files.Select(FileView.For)]);
    }

    static async Task<Results<FileStreamHttpResult, NotFound>> DownloadAsync<TDb, TAccess>(FileCall<TDb, TAccess> call, FileOwner<TDb, TAccess> owner, Guid fileId, ContentStore store)
        where TDb : DbContext
    {
        if (!await owner.IsReadable(call)) return TypedResults.NotFound();
        if (await owner.Of(call).SingleOrDefaultAsync(f => f.Id == fileId, call.Cancellation) is not { } file) return TypedResults.NotFound();
        return store.Download(call.Http, file);
    }

    static async Task<Results<Created<FileView>, Ok<FileView>, NotFound>> AddAsync<TDb, TAccess>(FileCall<TDb, TAccess> call, FileOwner<TDb, TAccess> owner, ContentStore store, VirusScanner scanner)
        where TDb : DbContext
    {
        if (!await owner.MayChange(call)) return TypedResults.NotFound(); // before the file is sent
        var (name, received) = await Upload.ReceiveAsync(call.Http.Request, store, call.Cancellation);
        using var incoming = received;
        var mediaType = FileTypes.Check(name, incoming.Head, incoming.Path);
        await scanner.CheckAsync(incoming, call.Cancellation);
        if (await owner.AddAsync(call, store, incoming, name, mediaType) is not var (file, added)) return TypedResults.NotFound();
        var view = FileView.For(file);
        return added ? TypedResults.Created($"{call.Http.Request.Path}/{file.Id}", view) : TypedResults.Ok(view);
    }

    static async Task<Results<NoContent, NotFound>> RemoveAsync<TDb, TAccess>(FileCall<TDb, TAccess> call, FileOwner<TDb, TAccess> owner, Guid fileId)
        where TDb : DbContext
    {
        if (!await owner.MayChange(call)) return TypedResults.NotFound();
        var removed = await owner.Of(call).Where(f => f.Id == fileId).ExecuteDeleteAsync(call.Cancellation);
        return removed > 0 ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}

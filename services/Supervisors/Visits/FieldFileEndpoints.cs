using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Files;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Field;
using static Supervision.Supervisors.Field.FieldRules;

namespace Supervision.Supervisors.Visits;

/// <summary>The bytes of photos and other evidence of a visit, each under its SHA-256; sent before or after the entry that names them.</summary>
internal static partial class FieldFileEndpoints
{
    /// <summary>Maximum number of files per visit.</summary>
    const int Most = 2000;

    public static void MapFieldFiles(this RouteGroupBuilder visits)
    {
        visits.MapGet("/{id:guid}/files", ListAsync).WithName("ListVisitFiles").WithSummary("The files of a visit that have arrived.");
        visits.MapGet("/{id:guid}/files/{hash}", DownloadAsync).WithName("GetVisitFile").WithSummary("A file of a visit, whole or by Range.")
            .ProducesFile();
        visits.MapPut("/{id:guid}/files/{hash}", BringAsync).RequireRole(SupervisorAccess.Everybody)
            .WithName("BringVisitFile").WithSummary("Uploads a file, by form or as the body with ?name=. Refused unless it has that hash; a repeat counts once.")
            .AcceptsFile();
    }

    static async Task<Results<Ok<IReadOnlyList<FieldFileView>>, NotFound>> ListAsync([AsParameters] FieldCall call, Guid id)
    {
        if (await call.VisitAsync(id) is null) return TypedResults.NotFound();
        var files = await call.Db.Set<FieldFile>().AsNoTracking().Where(f => f.VisitId == id).OrderBy(f => f.Sha256).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<FieldFileView>>([.. files.Select(FieldFileView.For)]);
    }

    static async Task<Results<FileStreamHttpResult, NotFound>> DownloadAsync([AsParameters] FieldCall call, Guid id, string hash, ContentStore store)
    {
        if (await call.VisitAsync(id) is null || await FindAsync(call, id, hash) is not { } file) return TypedResults.NotFound();
        return store.Download(call.Http, file);
    }

    static async Task<Results<Created<FieldFileView>, Ok<FieldFileView>, NotFound>> BringAsync(
        [AsParameters] FieldCall call, Guid id, string hash, ContentStore store, VirusScanner scanner)
    {
        if (!HashForm().IsMatch(hash)) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "file.hash");
        if (await call.VisitAsync(id) is not { } visit) return TypedResults.NotFound(); // before the bytes are read
        Require(visit.Participants.Contains(call.Caller.UserId), VisitNotYours);
        if (await FindAsync(call, id, hash) is { } there) return TypedResults.Ok(FieldFileView.For(there));
        Require(visit.TakesEntries, VisitOver);
        var (name, received) = await Upload.ReceiveAsync(call.Http.Request, store, call.Cancellation);
        using var incoming = received;
        if (incoming.Sha256 != hash) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "file.hash");
        var mediaType = FileTypes.Check(name, incoming.Head, incoming.Path);
        await scanner.CheckAsync(incoming, call.Cancellation);
        var (file, added) = await PlaceAsync(call, visit, incoming, name, mediaType, store);
        return added ? TypedResults.Created($"/api/supervisors/visits/{id}/files/{hash}", FieldFileView.For(file)) : TypedResults.Ok(FieldFileView.For(file));
    }

    /// <summary>Stores file and record together, or neither.</summary>
    static async Task<(FieldFile File, bool Added)> PlaceAsync(
        FieldCall call, Visit visit, IncomingFile incoming, string name, string mediaType, ContentStore store)
    {
        var (db, ct) = (call.Db, call.Cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockContentAsync(visit.District, incoming.Sha256, ct);
        if (await FindAsync(call, visit.Id, incoming.Sha256) is { } there) return (there, false);
        Require(await db.Set<FieldFile>().CountAsync(f => f.VisitId == visit.Id, ct) < Most, VisitTooMuch, Most);
        var file = new FieldFile
        {
            VisitId = visit.Id,
            Sha256 = incoming.Sha256,
            District = visit.District,
            Name = name,
            MediaType = mediaType,
            Size = incoming.Size,
            By = call.Caller.UserId,
            ReceivedAt = call.Clock.GetUtcNow(),
        };
        db.Add(file);
        store.Place(incoming, visit.District);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (file, true);
    }

    static Task<FieldFile?> FindAsync(FieldCall call, Guid visit, string sha256) =>
        call.Db.Set<FieldFile>().AsNoTracking().SingleOrDefaultAsync(f => f.VisitId == visit && f.Sha256 == sha256, call.Cancellation);

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex HashForm();
}

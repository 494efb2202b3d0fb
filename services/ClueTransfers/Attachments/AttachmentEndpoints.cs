using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Access;
using Supervision.ClueTransfers.Clues;
using Supervision.Contracts;
using Supervision.Files;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Attachments;

/// <summary>Evidence files of a clue (R24). Every reading is logged (R32), even of the list, because file names reveal content.</summary>
internal static class AttachmentEndpoints
{
    public static void MapAttachments(this RouteGroupBuilder clues)
    {
        var attachments = clues.MapGroup("/{id:guid}/attachments").WithTags("Attachments");
        attachments.MapGet("/", ListAsync).WithName("ListAttachments").WithSummary("The files of a clue.");
        attachments.MapGet("/{attachmentId:guid}", DownloadAsync).WithName("GetAttachment")
            .WithSummary("A file, whole or by Range.").ProducesFile();
        attachments.MapPost("/", AddAsync).RequireRole(Cppcc.Member, Cppcc.Supervisor, Cppcc.Office).WithName("AddAttachment")
            .WithSummary("Adds a file, by form or as the body with ?name=. The same content added twice is one attachment.")
            .AcceptsFile();
        attachments.MapDelete("/{attachmentId:guid}", RemoveAsync).RequireRole(Cppcc.Member, Cppcc.Supervisor, Cppcc.Office)
            .WithName("RemoveAttachment").WithSummary("Removes a file of a clue that may change.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    static async Task<Results<Ok<AttachmentList>, NotFound>> ListAsync([AsParameters] ClueCall call)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        await call.Log.NoteAsync(clue, ReadPart.Attachment, call.Caller, call.Cancellation);
        var attachments = await Visible(call).OrderBy(a => a.Id).ToListAsync(call.Cancellation);
        return TypedResults.Ok(new AttachmentList([.. attachments.Select(AttachmentView.For)]));
    }

    static async Task<Results<FileStreamHttpResult, NotFound>> DownloadAsync([AsParameters] ClueCall call, Guid attachmentId, ContentStore store)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        if (await Visible(call).SingleOrDefaultAsync(a => a.Id == attachmentId, call.Cancellation) is not { } attachment) return TypedResults.NotFound();
        await call.Log.NoteAsync(clue, ReadPart.Attachment, call.Caller, call.Cancellation, attachment.Id);
        return store.Download(call.Http, attachment);
    }

    static async Task<Results<Created<AttachmentView>, Ok<AttachmentView>, NotFound>> AddAsync(
        [AsParameters] ClueCall call, ContentStore store, VirusScanner scanner)
    {
        if (await call.FindAsync() is not { } clue) return TypedResults.NotFound();
        EvidenceFiles.Stages(clue, call); // before the file is sent
        var (name, received) = await Upload.ReceiveAsync(call.Http.Request, store, call.Cancellation);
        using var file = received;
        var mediaType = FileTypes.Check(name, file.Head, file.Path);
        await scanner.CheckAsync(file, call.Cancellation);
        if (await EvidenceFiles.AddAsync(call, store, file, name, mediaType) is not var (attachment, added)) return TypedResults.NotFound();
        var view = AttachmentView.For(attachment);
        return added ? TypedResults.Created($"/api/clues/{call.Id}/attachments/{attachment.Id}", view) : TypedResults.Ok(view);
    }

    static async Task<Results<NoContent, NotFound>> RemoveAsync([AsParameters] ClueCall call, Guid attachmentId) =>
        await EvidenceFiles.RemoveAsync(call, attachmentId) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>The clue's files that the caller may see: those waiting for a supplement only the CPPCC.</summary>
    static IQueryable<Attachment> Visible(ClueCall call)
    {
        var (id, sender) = (call.Id, call.Caller.Body == Bodies.Cppcc);
        return call.Db.Set<Attachment>().AsNoTracking().Where(a => a.ClueId == id && (sender || !a.IsStaged));
    }
}

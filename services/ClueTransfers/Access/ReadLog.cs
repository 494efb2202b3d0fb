using Supervision.ClueTransfers.Clues;
using Supervision.ClueTransfers.Data;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Access;

/// <summary>Logs every read of a clue's content before the content is sent; if logging fails, nothing is sent (R32).</summary>
internal sealed class ReadLog(CluesDb db, IHttpContextAccessor http, TimeProvider clock)
{
    public async Task NoteAsync(Clue clue, ReadPart part, Caller caller, CancellationToken ct, Guid? item = null)
    {
        var now = clock.GetUtcNow();
        db.Add(new ClueRead
        {
            Id = Guid.CreateVersion7(now),
            ClueId = clue.Id,
            District = clue.District,
            UserId = caller.UserId,
            Name = caller.Name,
            Body = caller.Body,
            Part = part,
            Item = item,
            Client = Client(),
            At = now,
        });
        await db.SaveChangesAsync(ct);
    }

    string Client()
    {
        var user = http.HttpContext!.User;
        var client = (user.FindFirst("client_id") ?? user.FindFirst("azp"))?.Value ?? "unknown";
        return client[..Math.Min(client.Length, 100)];
    }
}

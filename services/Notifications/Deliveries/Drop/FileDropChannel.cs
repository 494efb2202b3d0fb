using System.Text.Json;
using Supervision.Notifications.Inbox;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Notifications.Deliveries.Drop;

/// <summary>Section <c>Notifications:Drop</c>: folders that a gateway for text messages or a government messenger empties. Without one the channel is off.</summary>
internal sealed class DropSettings
{
    public const string Section = "Notifications:Drop";

    public string SmsFolder { get; init; } = "";

    public string MessengerFolder { get; init; } = "";
}

/// <summary>
/// Hands messages over as files named <c>&lt;delivery id&gt;.json</c>, written to the side and moved into place: a reader sees whole files only, and
/// a message written twice is one file.
/// </summary>
internal sealed class FileDropChannel(string name, string folder, TimeProvider clock) : IChannel
{
    /// <param name="To">Mobile number.</param>
    internal sealed record Drop(Guid Id, string Channel, string To, string Text, Uri Link, Urgency Urgency, string Language, DateTimeOffset At);

    public string Name => name;

    public Task<IChannelSession> OpenAsync(CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return Task.FromResult<IChannelSession>(new Session(this));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChannelUnavailableException("folder.unusable", e);
        }
    }

    async Task WriteAsync(OutsideMessage message, CancellationToken ct)
    {
        var drop = new Drop(message.Id, name, message.To, message.Subject, message.Link, message.Urgency, message.Language.Name, clock.GetUtcNow());
        var (aside, file) = (Path.Combine(folder, $".{message.Id}.{Guid.NewGuid():N}"), Path.Combine(folder, $"{message.Id}.json"));
        try
        {
            await File.WriteAllBytesAsync(aside, JsonSerializer.SerializeToUtf8Bytes(drop, JsonDefaults.Options), ct);
            File.Move(aside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ChannelUnavailableException("folder.unusable", e);
        }
    }

    sealed class Session(FileDropChannel channel) : IChannelSession
    {
        public Task SendAsync(OutsideMessage message, CancellationToken ct) => channel.WriteAsync(message, ct);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using Microsoft.AspNetCore.Builder;
using Supervision.Messaging.Broker;
using Supervision.Messaging.DeadLetters;

namespace Supervision.Messaging;

/// <summary>The operator's command <c>dead-letters list | show [id] | redrive (id | --all)</c>. Shows payloads, of all districts.</summary>
public static class DeadLetterCommand
{
    const string Usage = "usage: dead-letters list | show [ID] | redrive (ID | --all)";

    /// <param name="service">The name passed to <c>AddMessaging</c>.</param>
    /// <param name="args">The arguments after <c>dead-letters</c>.</param>
    /// <returns>The process's exit code: 0, 1 when there is no such message, 2 for wrong usage.</returns>
    public static async Task<int> RunDeadLettersAsync(this WebApplicationBuilder builder, string service, string[] args, CancellationToken ct = default)
    {
        var settings = BrokerSettings.Read(builder.Configuration, service);
        return args switch
        {
            ["list"] => await ListAsync(settings, message => message.Summary(), null, ct),
            ["show"] => await ListAsync(settings, message => message.Describe(), null, ct),
            ["show", var text] when Guid.TryParse(text, out var id) => await ListAsync(settings, message => message.Describe(), id, ct),
            ["redrive", "--all"] => await RedriveAsync(settings, null, ct),
            ["redrive", var text] when Guid.TryParse(text, out var id) => await RedriveAsync(settings, id, ct),
            _ => await WrongAsync(),
        };
    }

    static async Task<int> ListAsync(BrokerSettings settings, Func<DeadLetter, string> line, Guid? id, CancellationToken ct)
    {
        await using var session = await DeadLetterSession.OpenAsync(settings, ct);
        var chosen = session.Messages.Where(message => id is null || message.Id == id).ToList();
        foreach (var message in chosen) Console.WriteLine(line(message));
        return chosen.Count == 0 && id is not null ? 1 : 0;
    }

    static async Task<int> RedriveAsync(BrokerSettings settings, Guid? id, CancellationToken ct)
    {
        await using var session = await DeadLetterSession.OpenAsync(settings, ct);
        var chosen = session.Messages.Where(message => id is null || message.Id == id).ToList();
        foreach (var message in chosen) await session.RedriveAsync(message, ct);
        Console.WriteLine($"{chosen.Count} returned to {settings.Service}");
        return chosen.Count == 0 && id is not null ? 1 : 0;
    }

    static async Task<int> WrongAsync()
    {
        await Console.Error.WriteLineAsync(Usage);
        return 2;
    }
}

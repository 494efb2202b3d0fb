using System.Diagnostics;

namespace Supervision.Messaging;

/// <summary>
/// Places at which a fault test kills the process. Calls are compiled only in the configuration Faults (<c>dotnet build -c Faults</c>, into
/// <c>bin/Faults</c>); any other build contains none of them.
/// </summary>
/// <remarks>
/// In that build the file named by the environment variable <c>SUPERVISION_FAULT_FILE</c> arms one point: it contains the point's name.
/// The process that reaches that point deletes the file and kills itself (SIGKILL, no clean-up), so it dies once and restarts unarmed.
/// </remarks>
internal static class FaultPoints
{
    /// <summary>State and outbox rows are written; the transaction is not committed.</summary>
    public const string BeforeCommit = "before-commit";

    /// <summary>Committed; nothing is published.</summary>
    public const string AfterCommit = "after-commit-before-publish";

    /// <summary>The broker has confirmed; the outbox rows are not deleted.</summary>
    public const string AfterPublish = "after-publish-before-delete";

    /// <summary>A message is delivered; its effect is not committed.</summary>
    public const string AfterDelivery = "after-delivery-before-inbox-commit";

    /// <summary>The effect is committed; the message is not acknowledged.</summary>
    public const string BeforeAck = "before-ack";

    [Conditional("FAULTS")]
    public static void Reached(string point) => Die(point);

#if FAULTS
    static void Die(string point)
    {
        if (Environment.GetEnvironmentVariable("SUPERVISION_FAULT_FILE") is not { } file || !File.Exists(file)) return;
        if (File.ReadAllText(file).Trim() != point) return;
        File.Delete(file);
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
#else
    static void Die(string point) => throw new InvalidOperationException($"{point} exists in test builds only.");
#endif
}

using System.Collections.Concurrent;

namespace Supervision.Demo;

/// <summary>All responses to a person, so that they can be counted and searched afterwards.</summary>
internal sealed class Traffic
{
    readonly ConcurrentQueue<string> _answers = [];

    public IReadOnlyCollection<string> Answers => _answers;

    /// <summary>Number of answered requests.</summary>
    public int Requests => _answers.Count;

    public void Note(string answer) => _answers.Enqueue(answer);
}

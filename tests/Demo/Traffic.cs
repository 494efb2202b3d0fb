using System.Collections.Concurrent;

namespace Supervision.Demo;

/// <summary>Everything that was answered to somebody, so that it can be counted and searched afterwards.</summary>
internal sealed class Traffic
{
    readonly ConcurrentQueue<string> _answers = [];

    public IReadOnlyCollection<string> Answers => _answers;

    /// <summary>How many requests were answered.</summary>
    public int Requests => _answers.Count;

    public void Note(string answer) => _answers.Enqueue(answer);
}

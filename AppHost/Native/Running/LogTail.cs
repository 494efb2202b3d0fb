namespace Supervision.AppHost.Native.Running;

/// <summary>The last lines a resource wrote.</summary>
internal sealed class LogTail
{
    private const int Kept = 5000;
    private readonly Queue<string> _lines = [];

    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept) _lines.Dequeue();
        }
    }

    public IReadOnlyList<string> Lines()
    {
        lock (_lines) return [.. _lines];
    }
}

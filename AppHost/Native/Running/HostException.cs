namespace Supervision.AppHost.Native.Running;

/// <summary>Something the operator can put right. Shown as its one line, never with a stack trace.</summary>
public sealed class HostException : Exception
{
    public HostException()
    {
    }

    public HostException(string message)
        : base(message)
    {
    }

    public HostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

namespace Supervision.ClueTransfers.Tests.Attachments;

/// <summary>The start of a picture followed by zeros up to a size, without buffering it.</summary>
internal sealed class Endless(long size) : Stream
{
    long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, size - _position);
        Array.Clear(buffer, offset, read);
        if (_position == 0 && read > 8) Files.Png(0).CopyTo(buffer, offset);
        _position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

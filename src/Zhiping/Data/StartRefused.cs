namespace Zhiping.Data;

/// <summary>The program cannot start here; the message is one readable sentence for the operator, never a stack trace.</summary>
public sealed class StartRefusedException(string message) : Exception(message);

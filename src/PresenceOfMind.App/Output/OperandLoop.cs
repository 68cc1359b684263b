namespace PresenceOfMind.App.Output;

/// <summary>Runs a command for each of several operands. It reports a refusal and continues with the others.</summary>
internal static class OperandLoop
{
    /// <summary>Does it for each, and sums up where there are several.</summary>
    /// <param name="what">What one operand is: <c>task</c>.</param>
    /// <param name="operands">The operands.</param>
    /// <param name="act">Does it for one.</param>
    /// <exception cref="UserException">
    /// One was refused, which is the exception itself; of several the summary, with the code of the last refusal. A server that
    /// cannot be reached, and a wrong usage, end it at once.
    /// </exception>
    public static async Task ForEachAsync(string what, IReadOnlyCollection<string> operands, Func<string, Task> act)
    {
        var refused = new List<string>();
        foreach (var operand in operands)
        {
            try
            {
                await act(operand);
            }
            catch (UserException e) when (e.Code == ExitCode.Refused && operands.Count > 1)
            {
                refused.Add(operand);
                Terminal.Complain(e.Message.Contains(operand, StringComparison.Ordinal) ? e.Message : $"{operand}: {e.Message}");
            }
        }

        if (refused.Count > 0)
        {
            throw new UserException(
                ExitCode.Refused,
                $"{operands.Count - refused.Count} of {operands.Count} {what}s were done; refused: {string.Join(", ", refused)}.");
        }
    }
}

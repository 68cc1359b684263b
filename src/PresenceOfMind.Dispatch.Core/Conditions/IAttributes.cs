using System.Diagnostics.CodeAnalysis;

namespace PresenceOfMind.Dispatch.Core.Conditions;

/// <summary>Reads a task's attributes, which the machine keeps as a text whose form it does not know.</summary>
public interface IAttributes
{
    /// <summary>What conditions can ask of attributes, by the path of a member.</summary>
    /// <param name="kept">The attributes, as <see cref="TryNormalize"/> made them.</param>
    IAttributeSource Read(string kept);

    /// <summary>Brings attributes into the form in which they are kept.</summary>
    /// <returns>False where the text is no such form, or too long or deep.</returns>
    bool TryNormalize(string text, [NotNullWhen(true)] out string? kept);

    /// <summary>Changes attributes by a merge patch (RFC 7396).</summary>
    /// <param name="before">What is kept; null for none.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="kept">What is to be kept; null for none.</param>
    /// <returns>False where the patch is no such form, or where it or what comes of it is too long or deep.</returns>
    bool TryMerge(string? before, string patch, out string? kept);
}

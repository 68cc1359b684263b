using PresenceOfMind.App.Output;
using PresenceOfMind.Server.Directory;

namespace PresenceOfMind.App.People;

/// <summary>Brings people into the server's directory.</summary>
internal static class DirectoryExtensions
{
    /// <summary>Adds those who are not there yet, and changes names and passwords that differ.</summary>
    /// <param name="directory">The server's directory.</param>
    /// <param name="file">Who is to be there.</param>
    /// <exception cref="UserException">A name is none.</exception>
    public static async Task AddAsync(this IDirectory directory, DirectoryFile file)
    {
        try
        {
            await directory.ImportPeopleAsync([.. file.People.Select(p => new DirectoryPerson(p.User, p.Name ?? p.User))]);
            await directory.ImportAppUsersAsync([.. file.AppUsers.Select(a => new DirectoryAppUser(a.User, a.Password))]);
        }
        catch (ArgumentException error)
        {
            throw new UserException(ExitCode.Usage, $"--directory: {error.Message}", error);
        }
    }
}

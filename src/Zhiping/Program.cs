using Zhiping.Attachments.Imaging;
using Zhiping.Cli;

// The worker that opens strangers' pictures is this program under another command; it never becomes a web server.
if (args is [ImageWorker.Command])
{
    return await ImageWorker.ServeAsync();
}

return await CommandLine.RunAsync(args);

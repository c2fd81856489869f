using Zhiping.Cli;

return await CommandLine.RunAsync(args);

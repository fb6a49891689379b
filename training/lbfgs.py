"""L-BFGS, for the small models that are trained with NumPy alone."""

import numpy as np


def minimise(function, start, steps, memory=10):
    """L-BFGS with a backtracking line search."""
    x, (f, g) = start, function(start)
    pairs = []
    for _ in range(steps):
        q, alphas = g.copy(), []
        for s, y, rho in reversed(pairs):
            alphas.append(rho * (s @ q))
            q -= alphas[-1] * y
        if pairs:
            s, y, _ = pairs[-1]
            q *= (s @ y) / (y @ y)
        for (s, y, rho), alpha in zip(pairs, reversed(alphas)):
            q += (alpha - rho * (y @ q)) * s
        step, slope = 1.0 if pairs else 1.0 / max(1.0, np.abs(g).sum()), g @ q
        while True:
            new_x = x - step * q
            new_f, new_g = function(new_x)
            if new_f <= f - 1e-4 * step * slope or step < 1e-12:
                break
            step /= 2
        s, y = new_x - x, new_g - g
        if s @ y > 1e-12:
            pairs = (pairs + [(s, y, 1 / (s @ y))])[-memory:]
        done = f - new_f < 1e-7 * max(1.0, abs(f))
        x, f, g = new_x, new_f, new_g
        if done:
            break
    return x
